//! All addresses: a few hosts at once, one request at a time to each, with a pause, and an end to everything.
#![expect(clippy::disallowed_methods, reason = "how long other machines take is real time")]

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use url::Url;

use super::{Address, Cause, Limits, Method, Reply, Trouble, Verdict, Web, ask, hosts};

/// After this many requests in a row without an answer in time, a host is asked no more.
const SLOW_ANSWERS: usize = 2;

/// What is known of every address, in their order.
pub fn all(
    addresses: &[Address],
    web: &dyn Web,
    limits: &Limits,
    tell: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Verdict> {
    let queue = Mutex::new(queue(addresses, limits));
    let verdicts: Mutex<Vec<Verdict>> = Mutex::new(addresses.iter().map(unasked).collect());
    let turns = RateLimiter::new(web, limits);
    let done = AtomicUsize::new(0);
    let work = || {
        loop {
            let Some(row) = locked(&queue).pop_front() else { return };
            for at in row {
                if let Some(Ok(url)) = addresses.get(at).map(|address| &address.url) {
                    let verdict = ask::ask(url, limits, &|method, url| turns.take(method, url));
                    locked(&verdicts)[at] = verdict;
                }
                tell(done.fetch_add(1, Ordering::Relaxed) + 1, addresses.len().min(limits.addresses));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..limits.hosts_at_once.max(1) {
            scope.spawn(work);
        }
    });
    let mut verdicts = verdicts.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !turns.met_somebody() {
        // Where nobody answered at all, the network may be to blame for any name that was not found.
        for (address, verdict) in addresses.iter().zip(&mut verdicts) {
            let is_certain = address.url.as_ref().is_ok_and(hosts::never_exists);
            if *verdict == Verdict::NoSuchHost && !is_certain {
                *verdict = Verdict::Unknown(Cause::NoNetwork);
            }
        }
    }
    verdicts
}

/// What is said of an address that it never comes to.
fn unasked(address: &Address) -> Verdict {
    Verdict::Unknown(address.url.as_ref().err().copied().unwrap_or(Cause::TooManyAddresses))
}

/// Numbers of addresses: a row a host, so that one worker has one host. Hosts in the order in which they appear.
fn queue(addresses: &[Address], limits: &Limits) -> VecDeque<Vec<usize>> {
    let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, address) in addresses.iter().enumerate().take(limits.addresses) {
        let host = address.host().unwrap_or_default();
        rows.entry(*first.entry(host).or_insert(at)).or_default().push(at);
    }
    rows.into_values().collect()
}

/// A lock is only held for a moment, or by who asks the host; a panic there leaves nothing half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A host, as far as manners go.
#[derive(Default)]
struct Host {
    last: Option<Instant>,
    /// Requests in a row without an answer in time.
    slow: usize,
    /// It is asked no more: it said so, or never answers.
    closed: Option<Cause>,
}

/// Who may ask what, when. A redirect leads to hosts that another worker may be asking.
struct RateLimiter<'a> {
    web: &'a dyn Web,
    limits: &'a Limits,
    end: Instant,
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
    /// Some host answered: there is a network.
    met: AtomicBool,
    /// Hosts that could not be reached for want of a network.
    lost: AtomicUsize,
}

impl<'a> RateLimiter<'a> {
    fn new(web: &'a dyn Web, limits: &'a Limits) -> Self {
        let end = Instant::now() + limits.whole;
        RateLimiter {
            web,
            limits,
            end,
            hosts: Mutex::default(),
            met: AtomicBool::new(false),
            lost: AtomicUsize::new(0),
        }
    }

    fn met_somebody(&self) -> bool {
        self.met.load(Ordering::Relaxed)
    }

    /// One request, after the pause that its host is owed.
    fn take(&self, method: Method, url: &Url) -> Result<Reply, Trouble> {
        let name = url.host_str().unwrap_or_default().to_string();
        let slot = Arc::clone(locked(&self.hosts).entry(name).or_default());
        let mut host = locked(&slot);
        if let Some(cause) = host.closed {
            return Err(Trouble::Because(cause));
        }
        if !self.met_somebody() && self.lost.load(Ordering::Relaxed) > self.limits.hosts_at_once {
            return Err(Trouble::Because(Cause::NoNetwork));
        }
        let left = self.end.saturating_duration_since(Instant::now());
        let owed = host.last.map_or(left, |last| self.limits.pause.saturating_sub(last.elapsed())).min(left);
        if host.last.is_some() {
            std::thread::sleep(owed);
        }
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::Because(Cause::NoTimeLeft));
        }
        let reply = self.web.request(method, url, left.min(self.limits.request));
        self.learn(&mut host, &reply);
        reply
    }

    fn learn(&self, host: &mut Host, reply: &Result<Reply, Trouble>) {
        let not_asked = [Trouble::NoSuchHost, Trouble::Because(Cause::NotPublic), Trouble::Because(Cause::NotReadable)];
        if !not_asked.iter().any(|trouble| *reply == Err(*trouble)) {
            host.last = Some(Instant::now());
        }
        host.slow = if *reply == Err(Trouble::Because(Cause::Slow)) { host.slow + 1 } else { 0 };
        match reply {
            Ok(reply) => {
                self.met.store(true, Ordering::Relaxed);
                host.closed = (reply.status == 429).then_some(Cause::Status(429));
            }
            Err(Trouble::Because(Cause::NoNetwork)) => {
                self.lost.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) if host.slow >= SLOW_ANSWERS => host.closed = Some(Cause::Slow),
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::source::{Place, SourceId, Span};

    /// A web that notes when it is asked what, and answers by the first part of the path.
    #[derive(Default)]
    struct Notes {
        asked: Mutex<Vec<(String, Instant, Instant)>>,
    }

    impl Web for Notes {
        fn request(&self, _: Method, url: &Url, within: Duration) -> Result<Reply, Trouble> {
            let start = Instant::now();
            let first = url.path().split('/').nth(1).unwrap_or_default();
            let reply = match first {
                "slow" => {
                    std::thread::sleep(within.min(Duration::from_millis(20)));
                    Err(Trouble::Because(Cause::Slow))
                }
                "nohost" => Err(Trouble::NoSuchHost),
                "offline" => Err(Trouble::Because(Cause::NoNetwork)),
                "to" => Ok(Reply { status: 302, location: Some("http://b.nl/".to_string()) }),
                status => Ok(Reply { status: status.parse().unwrap_or(200), location: None }),
            };
            std::thread::sleep(Duration::from_millis(2));
            locked(&self.asked).push((url.to_string(), start, Instant::now()));
            reply
        }
    }

    impl Notes {
        fn of(&self, host: &str) -> Vec<(Instant, Instant)> {
            let start = format!("http://{host}/");
            let asked = locked(&self.asked);
            let mut times: Vec<_> =
                asked.iter().filter(|(url, ..)| url.starts_with(&start)).map(|(_, from, to)| (*from, *to)).collect();
            times.sort();
            times
        }
    }

    fn addresses(written: &[String]) -> Vec<Address> {
        let place = Place { file: SourceId(0), span: Span::default() };
        let address = |written: &String| Address {
            written: written.clone(),
            url: Url::parse(written).map_err(|_| Cause::NotReadable),
            places: vec![place],
        };
        written.iter().map(address).collect()
    }

    const LIMITS: Limits = Limits {
        addresses: 50,
        hosts_at_once: 3,
        pause: Duration::from_millis(10),
        redirects: 3,
        request: Duration::from_secs(5),
        whole: Duration::from_secs(60),
    };

    fn verdicts(written: &[String], limits: &Limits) -> (Vec<Verdict>, Notes) {
        let notes = Notes::default();
        (all(&addresses(written), &notes, limits, &|_, _| {}), notes)
    }

    fn numbered(host: &str, path: &str, count: usize) -> Vec<String> {
        (0..count).map(|number| format!("http://{host}/{path}/{number}")).collect()
    }

    #[test]
    fn a_host_is_asked_one_thing_at_a_time_and_left_in_peace_in_between() {
        let mut written = numbered("a.nl", "to", 6);
        written.extend(numbered("b.nl", "200", 4));
        written.extend(numbered("c.nl", "to", 3));
        let (verdicts, notes) = verdicts(&written, &LIMITS);
        assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Fine), "{verdicts:?}");
        let of_b = notes.of("b.nl");
        assert_eq!(of_b.len(), 4 + 6 + 3, "its own, and all that the others lead to");
        for times in [of_b, notes.of("a.nl"), notes.of("c.nl")] {
            for pair in times.windows(2) {
                assert!(pair[1].0.duration_since(pair[0].1) >= LIMITS.pause, "{pair:?}");
            }
        }
    }

    #[test]
    fn no_more_hosts_at_once_than_agreed() {
        let written: Vec<String> = (0..20).map(|host| format!("http://h{host}.nl/")).collect();
        let (_, notes) = verdicts(&written, &LIMITS);
        let asked = locked(&notes.asked);
        assert_eq!(asked.len(), 20);
        let most = asked.iter().map(|(_, at, _)| asked.iter().filter(|(_, from, to)| from <= at && at < to).count());
        assert!(most.max() <= Some(LIMITS.hosts_at_once));
    }

    #[test]
    fn who_says_too_often_or_never_answers_is_asked_no_more() {
        let (busy, notes) = verdicts(&numbered("a.nl", "429", 5), &LIMITS);
        assert!(busy.iter().all(|verdict| *verdict == Verdict::Unknown(Cause::Status(429))));
        assert_eq!(notes.of("a.nl").len(), 1);
        let (slow, notes) = verdicts(&numbered("a.nl", "slow", 5), &LIMITS);
        assert!(slow.iter().all(|verdict| *verdict == Verdict::Unknown(Cause::Slow)));
        assert_eq!(notes.of("a.nl").len(), SLOW_ANSWERS);
    }

    #[test]
    fn without_a_network_nothing_is_certain_and_hardly_anybody_asked() {
        let written: Vec<String> = (0..40).map(|host| format!("http://h{host}.nl/offline")).collect();
        let (lost, notes) = verdicts(&written, &LIMITS);
        assert!(lost.iter().all(|verdict| *verdict == Verdict::Unknown(Cause::NoNetwork)), "{lost:?}");
        assert!(locked(&notes.asked).len() <= 2 * LIMITS.hosts_at_once + 1);
        let nobody = ["http://a.nl/nohost", "http://a.invalid/"].map(str::to_string);
        assert_eq!(verdicts(&nobody, &LIMITS).0, [Verdict::Unknown(Cause::NoNetwork), Verdict::NoSuchHost]);
        let somebody = ["http://a.nl/nohost", "http://b.nl/404"].map(str::to_string);
        assert_eq!(verdicts(&somebody, &LIMITS).0, [Verdict::NoSuchHost, Verdict::Gone(404)]);
    }

    #[test]
    fn there_is_an_end_to_addresses_and_to_time() {
        let (many, notes) = verdicts(&numbered("a.nl", "200", 5), &Limits { addresses: 2, ..LIMITS });
        assert_eq!(notes.of("a.nl").len(), 2);
        assert_eq!(many[1..3], [Verdict::Fine, Verdict::Unknown(Cause::TooManyAddresses)]);
        let short = Limits { whole: Duration::from_millis(25), ..LIMITS };
        let (late, notes) = verdicts(&numbered("a.nl", "200", 40), &short);
        assert_eq!(late.last(), Some(&Verdict::Unknown(Cause::NoTimeLeft)));
        assert!(notes.of("a.nl").len() <= 3);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_counted() {
        let written = ["http://", "http://a.nl/"].map(str::to_string);
        let last = Mutex::new((0, 0));
        let told = |done, of| {
            let mut last = locked(&last);
            *last = (*last).max((done, of));
        };
        let found = all(&addresses(&written), &Notes::default(), &LIMITS, &told);
        assert_eq!(found, [Verdict::Unknown(Cause::NotReadable), Verdict::Fine]);
        assert_eq!(*locked(&last), (2, 2));
    }
}
