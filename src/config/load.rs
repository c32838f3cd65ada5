//! Reading the settings: everything that is wrong is told at once, each in one line.

use std::path::Path;

use figment::{
    Figment,
    error::Kind,
    providers::{Env, Format as _, Serialized, Toml},
    value::{Dict, Value},
};

use super::{Config, check};

/// From how alike on a misspelt key is taken for another; 1 is the same.
const ALIKE: f64 = 0.6;

impl Config {
    /// Reads the file (if it is there, or was named) and the environment.
    /// `PALMARES_HTTP__PORT` sets `http.port`; `DATABASE_URL` sets `database.url`.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let path = file.unwrap_or(Path::new("palmares.toml"));
        anyhow::ensure!(file.is_none() || path.exists(), "cannot read {}: no such file", path.display());
        let own = Env::prefixed("PALMARES_").ignore(&["config"]).split("__");
        let shared = Env::raw().only(&["DATABASE_URL"]).map(|_| "database.url".into()).split(".");
        let mut given = Figment::new();
        if path.exists() {
            given = given.merge(Toml::file_exact(path));
        }
        Self::from_given(&given.merge(shared).merge(own))
    }

    fn from_given(given: &Figment) -> anyhow::Result<Self> {
        let mut values: Dict = given.extract().map_err(|error| anyhow::anyhow!("{error}"))?;
        let mut wrong = Vec::new();
        // What is wrong is told and left out, until the rest can be read.
        let config = loop {
            let tried =
                Figment::from(Serialized::defaults(Self::default())).merge(Serialized::defaults(&values));
            match tried.extract::<Self>() {
                Ok(config) => break config,
                Err(error) => {
                    let path = path_of(&error);
                    wrong.push(explain(given, &error, &path));
                    if !leave_out(&mut values, &path) {
                        break Self::default();
                    }
                }
            }
        };
        wrong.extend(check::problems(&config));
        anyhow::ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(config)
    }
}

/// The key an error is about. Of some sources the path ends with an unknown key, of others not.
fn path_of(error: &figment::Error) -> Vec<String> {
    let mut path = error.path.clone();
    if let Kind::UnknownField(key, _) = &error.kind
        && path.last() != Some(key)
    {
        path.push(key.clone());
    }
    path
}

/// One line that names the key, where it stands and what is possible instead.
fn explain(given: &Figment, error: &figment::Error, path: &[String]) -> String {
    let key = path.join(".");
    let metadata = given.find_metadata(&key);
    let file = |m: &figment::Metadata| m.source.as_ref().map(|s| format!(" {s}")).unwrap_or_default();
    let source = metadata.map(|m| format!(" (in {}{})", m.name, file(m))).unwrap_or_default();
    match &error.kind {
        Kind::UnknownField(wrong, known) => {
            let alike = known.iter().map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name));
            let best = alike.filter(|(alike, _)| *alike >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
            let meant = best.map(|(_, name)| format!("; did you mean `{name}`?")).unwrap_or_default();
            format!("unknown setting `{key}`{source}{meant}; known here: {}", known.join(", "))
        }
        kind => format!("setting `{key}`: {kind}{source}"),
    }
}

/// Takes the value of the key away, or what it stands in; whether there was anything.
fn leave_out(values: &mut Dict, path: &[String]) -> bool {
    let Some((key, rest)) = path.split_first() else { return false };
    if let Some(Value::Dict(_, inner)) = values.get_mut(key)
        && !rest.is_empty()
        && leave_out(inner, rest)
    {
        return true;
    }
    values.remove(key).is_some()
}

#[cfg(test)]
mod tests {
    use figment::{
        Figment,
        providers::{Format as _, Toml},
    };

    use super::Config;

    fn told(settings: &str) -> Vec<String> {
        let read = Config::from_given(&Figment::from(Toml::string(settings)));
        read.map_or_else(|error| error.to_string().lines().map(str::to_owned).collect(), |_| Vec::new())
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_each_in_one_line() {
        let settings = r#"
            lgo = "info"
            [http]
            prot = 80
            port = 80000
            public_url = "http://awards.example.eu"
            trusted_proxies = ["10.0.0.0/8", "proxy"]
            security_contact = "security"
            [mail]
            smtp_url = "https://u:secret@host"
            from = "Awards office"
            [database]
            url = "mysql://u:secret@host/x"
            [password]
            passes = 1
            "#;
        let told = told(settings);
        for (key, what) in [
            ("`lgo`", "did you mean `log`?"),
            ("`http.prot`", "did you mean `port`?"),
            ("`http.port`", "80000"),
            ("`http.public_url`", "https://"),
            ("`http.trusted_proxies", "`proxy`"),
            ("`http.security_contact`", "mailto:"),
            ("`mail.smtp_url`", "smtps://"),
            ("`mail.from`", "Name <address@host>"),
            ("`database.url`", "postgres://"),
            ("`password.passes`", "at least 2"),
        ] {
            let lines: Vec<_> = told.iter().filter(|line| line.contains(key)).collect();
            assert!(matches!(lines.as_slice(), [line] if line.contains(what)), "{key}: {told:#?}");
        }
        assert_eq!(told.len(), 10, "{told:#?}");
        assert!(!told.iter().any(|line| line.contains("secret")), "{told:#?}");
    }

    #[test]
    fn no_secret_is_printed_with_the_settings() {
        let settings = r#"
            [http]
            metrics_token = "secret-of-the-monitoring"
            [mail]
            smtp_url = "smtps://u:secret@mail.example.eu"
            [database]
            url = "postgres://u:secret@db/awards"
            "#;
        let config = Config::from_given(&Figment::from(Toml::string(settings))).unwrap();
        assert!(!format!("{config:?}").contains("secret"), "{config:?}");
    }

    #[test]
    fn settings_that_can_work_are_taken() {
        let good = r#"
            log = "warn,palmares=debug"
            [http]
            address = "::"
            public_url = "https://awards.example.eu"
            trusted_proxies = ["10.0.0.7"]
            proxy_header = "forwarded"
            [mail]
            smtp_url = "smtps://u:p@mail.example.eu:465"
            from = "Awards office <awards@example.eu>"
            [database]
            url = "postgresql://u:p@db/awards"
            "#;
        assert_eq!(told(good), Vec::<String>::new());
        assert_eq!(told(""), Vec::<String>::new());
    }
}
