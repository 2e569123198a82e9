//! Which hosts are asked: content is not trusted, and must not make krijt knock at doors inside the school's network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// An address that anybody on the internet could ask, too (the special-purpose registries of IANA, RFC 6890).
pub fn public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public_v4(ip),
        IpAddr::V6(ip) => inner_v4(ip).map_or_else(|| public_v6(ip), public_v4),
    }
}

/// The same, and this machine and its own network: for a user who asks for it. Link-local addresses stay closed; on a
/// rented machine they hold its secrets.
pub fn intranet(ip: IpAddr) -> bool {
    let is_own = |ip: Ipv4Addr| ip.is_loopback() || ip.is_private();
    public(ip)
        || match ip {
            IpAddr::V4(ip) => is_own(ip),
            IpAddr::V6(ip) => inner_v4(ip).map_or(ip.is_loopback() || ip.is_unique_local(), is_own),
        }
}

fn public_v4(ip: Ipv4Addr) -> bool {
    let is_special = match ip.octets() {
        [0 | 10 | 127, ..] => true,
        // Between a provider and its customers.
        [100, 64..=127, ..] => true,
        [169, 254, ..] | [172, 16..=31, ..] | [192, 168, ..] => true,
        // Protocols, documentation, a relay to IPv6 that is no more, measurements.
        [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        // Groups, what is kept for later, and everybody.
        [224..=255, ..] => true,
        _ => false,
    };
    !is_special
}

/// Of IPv6 only 2000::/3 is given out; in it, some is for protocols, documentation and tunnels.
fn public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] => false,
        [0x3fff, 0..=0x0fff, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

/// The IPv4 address inside one of IPv6: mapped, translated (RFC 6052), or of a tunnel (6to4).
fn inner_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

/// Names that never exist on the internet, without asking anybody (RFC 2606, RFC 6761).
pub fn never_exists(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else { return false };
    ["example", "invalid", "test"].contains(&last_label(name))
}

/// A name that means this machine, whatever a name server says (RFC 6761).
pub fn is_this_machine(name: &str) -> bool {
    last_label(name) == "localhost"
}

fn last_label(name: &str) -> &str {
    name.trim_end_matches('.').rsplit('.').next().unwrap_or_default()
}

/// Where a web server may listen: not where mail or printers do.
pub fn is_web_port(port: u16) -> bool {
    port == 80 || port == 443 || port >= 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_public() {
        for text in
            ["1.1.1.1", "100.63.0.1", "172.32.0.1", "192.0.1.1", "223.255.255.1", "2a00:1450::1", "64:ff9b::101:101"]
        {
            assert!(public(ip(text)), "{text}");
        }
        let closed = [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.8.8",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "100::1",
            "4000::1",
        ];
        for text in closed {
            assert!(!public(ip(text)), "{text}");
        }
    }

    #[test]
    fn an_intranet_is_no_machine_of_a_provider() {
        for text in ["127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1", "1.1.1.1"] {
            assert!(intranet(ip(text)), "{text}");
        }
        for text in ["169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "100.64.0.1"] {
            assert!(!intranet(ip(text)), "{text}");
        }
    }

    #[test]
    fn reserved_names() {
        for text in ["https://a.invalid/", "http://TEST/", "http://x.example./"] {
            assert!(never_exists(&Url::parse(text).unwrap()), "{text}");
        }
        for text in ["https://example.com/", "https://invalid.nl/", "http://127.0.0.1/"] {
            assert!(!never_exists(&Url::parse(text).unwrap()), "{text}");
        }
        assert!(["localhost", "a.localhost."].into_iter().all(is_this_machine));
        assert!(!is_this_machine("localhost.nl"));
    }
}
