//! From which network a request comes. What a header says of it counts only from a proxy that
//! the settings trust, and only its last untrusted hop (security bar RL-2).

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use rocket::Request;

use crate::{
    config::{HttpConfig, ProxyHeader},
    context::Caller,
};

/// Whether a machine that the settings do not trust says that it asks for others: a proxy that was
/// forgotten there, or someone who lies.
pub fn is_untrusted_proxy(http: &HttpConfig, request: &Request<'_>) -> bool {
    let peer = request.remote().map(|remote| remote.ip().to_canonical());
    let says_so = ["X-Forwarded-For", "Forwarded"].iter().any(|name| request.headers().contains(*name));
    says_so && peer.is_some_and(|peer| is_of_our_network(peer) && !http.trusted_proxies.contains(peer))
}

/// Proxies stand in networks of their owners, not in the open internet.
fn is_of_our_network(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_loopback() || v6.is_unicast_link_local(),
    }
}

/// The caller of a request that reached this program.
pub fn caller_of(http: &HttpConfig, request: &Request<'_>) -> Caller {
    let name = match http.proxy_header {
        ProxyHeader::XForwardedFor => "X-Forwarded-For",
        ProxyHeader::Forwarded => "Forwarded",
    };
    let lines = request.headers().get(name).collect::<Vec<_>>();
    resolve(http, request.remote().map(|remote| remote.ip()), &lines)
}

fn resolve(http: &HttpConfig, peer: Option<IpAddr>, lines: &[&str]) -> Caller {
    let Some(peer) = peer.map(|peer| peer.to_canonical()) else { return Caller::Unknown };
    if !http.trusted_proxies.contains(peer) {
        return Caller::Network(network(peer));
    }
    let hops = lines.iter().flat_map(|line| line.split(','));
    let mut last = None;
    for hop in hops.collect::<Vec<_>>().into_iter().rev() {
        let Some(address) = address(hop, http.proxy_header) else { return Caller::Unknown };
        last = Some(address);
        if !http.trusted_proxies.contains(address) {
            break;
        }
    }
    last.map_or(Caller::Unknown, |address| Caller::Network(network(address)))
}

/// `192.0.2.7`, `192.0.2.7:4711`, `[2001:db8::7]:4711`; of `Forwarded` the part `for=`.
fn address(hop: &str, header: ProxyHeader) -> Option<IpAddr> {
    let text = match header {
        ProxyHeader::XForwardedFor => hop.trim(),
        ProxyHeader::Forwarded => {
            let mut parts = hop.split(';').filter_map(|part| part.trim().split_once('='));
            parts.find(|(name, _)| name.eq_ignore_ascii_case("for"))?.1.trim_matches('"')
        }
    };
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let socket = || text.parse::<SocketAddr>().map(|socket| socket.ip());
    bare.parse::<IpAddr>().or_else(|_| socket()).ok().map(|address| address.to_canonical())
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Caller, HttpConfig, ProxyHeader, resolve};

    fn caller(trusted: &[&str], header: ProxyHeader, peer: &str, lines: &[&str]) -> Caller {
        let trusted: Vec<String> = trusted.iter().map(|text| (*text).to_owned()).collect();
        let http = HttpConfig {
            trusted_proxies: trusted.try_into().unwrap(),
            proxy_header: header,
            ..HttpConfig::default()
        };
        resolve(&http, Some(peer.parse().unwrap()), lines)
    }

    fn at(network: &str) -> Caller {
        Caller::Network(network.parse().unwrap())
    }

    #[test]
    fn a_header_counts_from_trusted_proxies_alone_and_by_its_last_untrusted_hop() {
        let x = ProxyHeader::XForwardedFor;
        let proxies = ["10.0.0.0/8", "fd00::/8"];
        for (peer, lines, expected) in [
            // Anyone can send the header.
            ("203.0.113.9", vec!["198.51.100.1"], at("203.0.113.9")),
            ("10.0.0.1", vec!["198.51.100.1"], at("198.51.100.1")),
            // What a client had written stands to the left of what the proxy saw.
            ("10.0.0.1", vec!["1.1.1.1, 198.51.100.1"], at("198.51.100.1")),
            ("10.0.0.1", vec!["1.1.1.1", "198.51.100.1, 10.0.0.2"], at("198.51.100.1")),
            ("10.0.0.1", vec!["10.9.9.9, 198.51.100.1, 10.0.0.2"], at("198.51.100.1")),
            ("::ffff:10.0.0.1", vec!["::ffff:198.51.100.1"], at("198.51.100.1")),
            ("fd00::1", vec!["[2001:db8:1:2:3:4:5:6]:4711"], at("2001:db8:1:2::")),
            ("2001:db8:1:2:ffff::1", vec![], at("2001:db8:1:2::")),
            ("10.0.0.1", vec!["198.51.100.1:4711"], at("198.51.100.1")),
            ("10.0.0.1", vec!["1.1.1.1, unknown"], Caller::Unknown),
            ("10.0.0.1", vec![], Caller::Unknown),
            ("10.0.0.1", vec!["10.0.0.9"], at("10.0.0.9")),
        ] {
            assert_eq!(caller(&proxies, x, peer, &lines), expected, "{peer} {lines:?}");
        }
    }

    #[test]
    fn of_two_headers_only_the_one_that_is_set_counts() {
        // RFC 7239 section 4.
        let header = ProxyHeader::Forwarded;
        for (line, expected) in [
            ("for=192.0.2.43, For=\"[2001:db8:cafe::17]:4711\"", at("2001:db8:cafe::")),
            ("for=192.0.2.60;proto=http;by=203.0.113.43", at("192.0.2.60")),
            ("for=_gazonk", Caller::Unknown),
            ("192.0.2.60", Caller::Unknown),
        ] {
            assert_eq!(caller(&["10.0.0.0/8"], header, "10.0.0.1", &[line]), expected, "{line}");
        }
    }
}
