//! Which addresses are reached for partners: public ones over TLS. What a partner names must not lead into the network in which
//! this server stands, whatever its name resolves to, today or when it is connected to.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Letters of an address at the most.
const LENGTH: usize = 2_000;

/// Where events may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    /// A sandbox may also send to the machine on which it runs, without TLS: somebody tries out what they are building.
    pub(crate) to_itself: bool,
}

impl Reach {
    /// Reads an address to which events are to be sent; none where nothing is ever sent to it.
    pub(crate) fn read(self, text: &str) -> Option<Url> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LENGTH)?;
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        (bare && url.port() != Some(0) && self.allows(&url)).then_some(url)
    }

    /// Whether an address is one as far as it says itself; a name is looked up when it is connected to.
    pub(crate) fn allows(self, url: &Url) -> bool {
        let Some(host) = url.host_str() else { return false };
        let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let itself = number.map_or(host == "localhost", |address| address.is_loopback());
        match url.scheme() {
            "https" | "http" if itself => self.to_itself,
            // A name without a dot is one of this network’s.
            "https" => number.map_or_else(|| host.trim_end_matches('.').contains('.'), is_public),
            _ => false,
        }
    }
}

/// A name that leads to where nothing is sent.
#[derive(Debug)]
pub(super) struct Forbidden;

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name does not lead to a public address")
    }
}

impl Error for Forbidden {}

impl Resolve for Reach {
    /// The addresses of a name: those that were looked at here are those that are connected to.
    fn resolve(&self, name: Name) -> Resolving {
        let reach = *self;
        Box::pin(async move {
            // Whether a name is there and leads inside, or is not there, is nobody’s business.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| Forbidden)?;
            let found: Vec<SocketAddr> = found.collect();
            let itself = |address: &SocketAddr| name.as_str() == "localhost" && address.ip().is_loopback();
            let good = |address: &SocketAddr| is_public(address.ip()) || (reach.to_itself && itself(address));
            match !found.is_empty() && found.iter().all(good) {
                true => Ok(Box::new(found.into_iter()) as Addrs),
                false => Err(Forbidden.into()),
            }
        })
    }
}

/// Whether an address is one of the public network’s.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Those that are set apart, by RFC 6890 and what came after it, are not.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let apart = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        // Between providers and their customers.
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && (18..20).contains(&b))
        // Many at once, reserved, and all.
        || a >= 224;
    !apart
}

/// Only what is given out to the world is, without what leads back to addresses of the older kind.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let given_out = (0x2000..0x4000).contains(&a);
    let apart = (a == 0x2001 && (b < 0x0200 || b == 0x0db8)) || a == 0x2002 || (a == 0x3fff && b < 0x1000);
    given_out && !apart
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: Reach = Reach { to_itself: false };
    const SANDBOX: Reach = Reach { to_itself: true };

    #[test]
    fn only_public_addresses_over_tls_are_reached() {
        for good in [
            "https://hooks.partner.example/symbolon",
            "https://hooks.partner.example:8443/a?b=c",
            "https://93.184.216.34/",
            "https://[2606:4700::1111]/",
            "https://xn--caf-dma.example/",
        ] {
            assert!(LIVE.read(good).is_some(), "{good}");
            assert!(SANDBOX.read(good).is_some(), "{good}");
        }
        for wrong in [
            "",
            "hooks.partner.example",
            "http://hooks.partner.example/",
            "ftp://hooks.partner.example/",
            "file:///etc/passwd",
            "gopher://hooks.partner.example/",
            "https://",
            "https://user@hooks.partner.example/",
            "https://user:word@hooks.partner.example/",
            "https://hooks.partner.example/#part",
            "https://hooks.partner.example:0/",
            "https://intranet/",
            "https://intranet./",
            "https://10.0.0.1/",
            "https://172.16.0.1/",
            "https://172.31.255.255/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest/meta-data/",
            "https://0.0.0.0/",
            "https://0.1.2.3/",
            "https://100.64.0.1/",
            "https://100.127.255.255/",
            "https://192.0.0.8/",
            "https://192.0.2.1/",
            "https://192.88.99.1/",
            "https://198.18.0.1/",
            "https://198.19.255.255/",
            "https://198.51.100.1/",
            "https://203.0.113.1/",
            "https://224.0.0.1/",
            "https://240.0.0.1/",
            "https://255.255.255.255/",
            // The same in other writing.
            "https://3232235777/",
            "https://0xc0a80101/",
            "https://0300.0250.1.1/",
            "https://192.168.257/",
            "https://0xA9FEA9FE/",
            "https://１９２.168.1.1/",
            "https://[::]/",
            "https://[fe80::1]/",
            "https://[fec0::1]/",
            "https://[fc00::1]/",
            "https://[fd12:3456::1]/",
            "https://[ff02::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[::ffff:169.254.169.254]/",
            "https://[::10.0.0.1]/",
            "https://[64:ff9b::a00:1]/",
            "https://[64:ff9b:1::1]/",
            "https://[100::1]/",
            "https://[2001::1]/",
            "https://[2001:db8::1]/",
            "https://[2002:a00:1::1]/",
            "https://[3fff::1]/",
            "https://[5f00::1]/",
        ] {
            assert!(LIVE.read(wrong).is_none(), "{wrong}");
            assert!(SANDBOX.read(wrong).is_none(), "{wrong}");
        }
        assert!(LIVE.read(&format!("https://hooks.partner.example/{}", "a".repeat(LENGTH))).is_none());
    }

    #[test]
    fn a_sandbox_also_reaches_the_machine_on_which_it_runs() {
        for itself in [
            "http://localhost:3000/hook",
            "http://127.0.0.1:3000/",
            "http://[::1]:3000/",
            "https://127.1/",
            "http://2130706433/",
        ] {
            assert!(LIVE.read(itself).is_none(), "{itself}");
            assert!(SANDBOX.read(itself).is_some(), "{itself}");
        }
    }

    #[tokio::test]
    async fn a_name_is_looked_at_when_it_is_connected_to() {
        let leads =
            |reach: Reach, name: &'static str| async move { reach.resolve(name.parse().expect("a name")).await };
        assert!(leads(LIVE, "localhost").await.is_err());
        assert!(leads(SANDBOX, "localhost").await.is_ok());
        assert!(leads(SANDBOX, "127.0.0.1").await.is_err(), "a name that is a number is none");
    }
}
