//! Server and addresses.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::{Hidden, Proxies, ProxyHeader, PublicUrl};

/// Where the program listens and by what address people reach it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct HttpConfig {
    /// Address to listen on. Default `127.0.0.1`: a proxy stands in front on the open internet.
    pub address: IpAddr,
    pub port: u16,
    /// The address people type, e.g. `https://awards.example.eu`. Links in
    /// mails are made from it; requests for another host are refused.
    /// Empty means `http://localhost:<port>`.
    pub public_url: PublicUrl,
    /// Whom to tell of a weakness in this service, e.g. `mailto:security@example.eu`; stands in
    /// `/.well-known/security.txt`, which is not there while this is empty.
    pub security_contact: String,
    /// Proxies that may say on whose behalf they ask: addresses such as `10.0.0.7` and networks
    /// such as `10.0.0.0/8`. Default: this machine. From others the header is not read.
    pub trusted_proxies: Proxies,
    /// The header in which the proxy does so: `x-forwarded-for` or `forwarded`.
    pub proxy_header: ProxyHeader,
    /// Who sends this as a bearer token may read `/metrics`, which is not there while this is empty.
    pub metrics_token: Hidden,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self {
            address: IpAddr::from([127, 0, 0, 1]),
            port: 8000,
            public_url: PublicUrl::default(),
            security_contact: String::new(),
            trusted_proxies: Proxies::default(),
            proxy_header: ProxyHeader::default(),
            metrics_token: Hidden::default(),
        }
    }
}

impl HttpConfig {
    pub fn origin(&self) -> String {
        match self.public_url.get() {
            None => format!("http://localhost:{}", self.port),
            Some(url) => url.to_owned(),
        }
    }

    pub fn is_https(&self) -> bool {
        self.public_url.get().is_some_and(|url| url.starts_with("https://"))
    }

    /// Whether a `Host` header names this program. Without a configured
    /// address any name of this machine's loopback will do.
    pub fn is_own_host(&self, host: &str) -> bool {
        let Some(origin) = self.public_url.get() else {
            let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
            return matches!(name, "localhost" | "127.0.0.1" | "[::1]");
        };
        origin.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host))
    }

    /// Whether an `Origin` header is this program's own.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        match origin.split_once("://") {
            Some((scheme, host)) => {
                self.origin().starts_with(&format!("{scheme}://")) && self.is_own_host(host)
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::HttpConfig;

    #[test]
    fn only_the_configured_host_is_ours() {
        let public_url = "https://awards.example.eu/".to_owned().try_into().unwrap();
        let config = HttpConfig { public_url, ..HttpConfig::default() };
        assert!(config.is_own_host("awards.example.eu"));
        for foreign in ["evil.test", "awards.example.eu.evil.test", "localhost", ""] {
            assert!(!config.is_own_host(foreign), "{foreign}");
        }
        assert!(config.is_own_origin("https://awards.example.eu"));
        assert!(!config.is_own_origin("http://awards.example.eu"));
        assert!(!config.is_own_origin("null"));
    }

    #[test]
    fn without_an_address_only_the_loopback_is_ours() {
        let config = HttpConfig::default();
        assert!(config.is_own_host("localhost:8000") && config.is_own_host("127.0.0.1:9"));
        assert!(!config.is_own_host("evil.test:8000"));
    }
}
