//! Who tried wrong codes, and for how long nobody there may try again.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// So many wrong codes, and a machine is refused for a while, with the right code as well.
const WRONG: u32 = 5;
pub const REFUSED: Duration = Duration::from_secs(60);
/// More machines than this that all try wrong codes are no classroom: others are then refused as well.
const MACHINES: usize = 1024;

#[derive(Default)]
pub struct Attempts(Mutex<BTreeMap<IpAddr, Wrong>>);

struct Wrong {
    count: u32,
    last: Instant,
}

impl Attempts {
    pub fn is_refused(&self, machine: IpAddr, now: Instant) -> bool {
        let Ok(mut seen) = self.0.lock() else { return true };
        if let Some(wrong) = seen.get(&machine) {
            return wrong.count >= WRONG && now.duration_since(wrong.last) < REFUSED;
        }
        if seen.len() >= MACHINES {
            seen.retain(|_, wrong| now.duration_since(wrong.last) < REFUSED);
        }
        seen.len() >= MACHINES
    }

    pub fn note(&self, machine: IpAddr, now: Instant) {
        let Ok(mut seen) = self.0.lock() else { return };
        let wrong = seen.entry(machine).or_insert(Wrong { count: 0, last: now });
        if now.duration_since(wrong.last) >= REFUSED {
            wrong.count = 0;
        }
        wrong.count += 1;
        wrong.last = now;
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn five_wrong_codes_are_a_minute_of_refusal_for_that_machine_alone() {
        let attempts = Attempts::default();
        let [one, other] = [1, 2].map(|last| IpAddr::from(Ipv4Addr::new(192, 168, 1, last)));
        let start = Instant::now();
        for _ in 0..WRONG {
            assert!(!attempts.is_refused(one, start));
            attempts.note(one, start);
        }
        assert!(attempts.is_refused(one, start + REFUSED - Duration::from_secs(1)));
        assert!(!attempts.is_refused(other, start));
        assert!(!attempts.is_refused(one, start + REFUSED));
        attempts.note(one, start + REFUSED);
        assert!(!attempts.is_refused(one, start + REFUSED), "it is counted afresh");
    }

    #[test]
    fn more_machines_than_can_be_counted_are_refused() {
        let attempts = Attempts::default();
        let start = Instant::now();
        for nth in 0..MACHINES as u32 {
            attempts.note(IpAddr::from(Ipv4Addr::from_bits(nth)), start);
        }
        let other = IpAddr::from(Ipv4Addr::from_bits(u32::MAX));
        assert!(attempts.is_refused(other, start));
        assert!(!attempts.is_refused(other, start + REFUSED));
    }
}
