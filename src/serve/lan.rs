//! Other devices on the network: only when asked, at one address, with a code.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use super::live;
use crate::qr::QrSquares;

/// Where other devices come in.
#[derive(Clone, Debug)]
pub struct LanAccess {
    pub ip: IpAddr,
    pub code: String,
    /// The address with the code in it.
    pub address: String,
}

/// Letters and digits that nobody takes for one another.
const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// 31 signs, 10 times: some 8 × 10¹⁴ codes.
const LENGTH: usize = 10;

impl LanAccess {
    /// `None` without a network.
    pub fn new(port: u16) -> Option<LanAccess> {
        let ip = own_address()?;
        let secret = live::secret();
        let pairs = secret.as_bytes().chunks_exact(3).take(LENGTH);
        let number = |three: &[u8]| usize::from_str_radix(&String::from_utf8_lossy(three), 16).unwrap_or(0);
        let code: String = pairs.map(|three| SIGNS[number(three) % SIGNS.len()] as char).collect();
        let address = format!("http://{ip}:{port}/?code={code}");
        Some(LanAccess { ip, code, address })
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

/// The address that this machine has towards others. Nothing is sent: connecting a datagram socket only asks the system
/// for a route. 192.0.2.1 is an address for documentation (RFC 5737), which no machine has.
#[expect(clippy::disallowed_methods, reason = "only serve uses the network")]
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}
