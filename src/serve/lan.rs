//! Other devices on the network: only when asked, at one address, with a code.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use super::ServeFailure;
use super::live::random;
use crate::qr::QrSquares;

/// Where other devices come in.
#[derive(Clone, Debug)]
pub struct LanAccess {
    pub ip: IpAddr,
    pub code: String,
    /// The address with the code in it.
    pub address: String,
}

/// The page that a phone is shown first, and where it says what was tapped.
pub const CLICKER: &str = "/_krijt/klik";
/// Letters and digits that nobody takes for one another.
const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// 31 signs, 10 times: some 8 × 10¹⁴ codes.
const LENGTH: usize = 10;

impl LanAccess {
    pub fn new(port: u16) -> Result<LanAccess, ServeFailure> {
        let ip = own_address().ok_or(ServeFailure::NoNetwork)?;
        let code = new_code()?;
        let address = format!("http://{ip}:{port}{CLICKER}?code={code}");
        Ok(LanAccess { ip, code, address })
    }

    /// The address as a picture of half blocks, for a camera. In a terminal with colours it is black on white, whatever
    /// those of its text are; without them it is right where text is lighter than what is behind it, as is usual.
    pub fn picture(&self, has_colours: bool) -> Option<String> {
        let lines = QrSquares::of(&self.address)?.half_blocks();
        if !has_colours {
            return Some(lines.join("\n"));
        }
        // White and black of the colour cube: the sixteen colours of a terminal may be any.
        let lines = lines.iter().map(|line| format!("\x1b[38;5;231;48;5;16m{line}\x1b[0m"));
        Some(lines.collect::<Vec<_>>().join("\n"))
    }
}

/// Another one at each start.
fn new_code() -> Result<String, ServeFailure> {
    let mut code = String::new();
    while code.len() < LENGTH {
        // Each sign as likely as another: what does not come out even is passed over.
        let even = random::<32>()?.into_iter().map(usize::from).filter(|byte| *byte < 256 / SIGNS.len() * SIGNS.len());
        code.extend(even.take(LENGTH - code.len()).map(|byte| char::from(SIGNS[byte % SIGNS.len()])));
    }
    Ok(code)
}

/// The address that this machine has towards others. Nothing is sent: connecting a datagram socket only asks the system
/// for a route. 192.0.2.1 is an address for documentation (RFC 5737), which no machine has.
#[expect(clippy::disallowed_methods, reason = "only serve uses the network")]
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_long_enough_and_differ() {
        let codes: std::collections::BTreeSet<String> = (0..100).map(|_| new_code().unwrap()).collect();
        assert_eq!(codes.len(), 100);
        assert!(codes.iter().all(|code| code.len() == LENGTH && code.bytes().all(|sign| SIGNS.contains(&sign))));
    }
}
