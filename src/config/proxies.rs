//! Which machines may say on whose behalf they ask.

use std::net::IpAddr;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// Networks of proxies. Unless set, those of this machine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Proxies(Vec<IpNet>);

#[derive(Debug, thiserror::Error)]
#[error("`{0}` is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8")]
pub struct NotANetwork(String);

/// The header in which the proxy hands on the address of its client. Only one is read: the other
/// may come from anyone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyHeader {
    #[default]
    XForwardedFor,
    Forwarded,
}

impl Proxies {
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl Default for Proxies {
    fn default() -> Self {
        let of_this_machine = ["127.0.0.0/8", "::1/128"];
        Self(of_this_machine.iter().filter_map(|network| network.parse().ok()).collect())
    }
}

impl TryFrom<Vec<String>> for Proxies {
    type Error = NotANetwork;

    fn try_from(texts: Vec<String>) -> Result<Self, NotANetwork> {
        let network = |text: String| {
            let address = text.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            address.or_else(|_| text.parse()).map_err(|_| NotANetwork(text))
        };
        Ok(Self(texts.into_iter().map(network).collect::<Result<_, _>>()?))
    }
}

impl From<Proxies> for Vec<String> {
    fn from(proxies: Proxies) -> Self {
        proxies.0.iter().map(ToString::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;

    #[test]
    fn addresses_and_networks_are_taken_and_nothing_else() {
        let proxies = |texts: &[&str]| {
            Proxies::try_from(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
        };
        let known = proxies(&["10.0.0.0/8", "192.0.2.7", "2001:db8::/32"]).unwrap();
        for inside in ["10.255.0.1", "192.0.2.7", "2001:db8::9"] {
            assert!(known.contains(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["11.0.0.1", "192.0.2.8", "2001:db9::1", "127.0.0.1"] {
            assert!(!known.contains(outside.parse().unwrap()), "{outside}");
        }
        for wrong in ["10.0.0.0/33", "proxy.example.eu", "", "10.0.0.1:80"] {
            assert!(proxies(&[wrong]).is_err(), "{wrong}");
        }
        assert!(Proxies::default().contains("127.0.0.1".parse().unwrap()));
        assert!(!Proxies::default().contains("10.0.0.1".parse().unwrap()));
    }
}
