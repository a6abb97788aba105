//! Shortening the addresses of callers: enough stays to see from which part of the network something
//! came, and not from whom.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

use serde_json::Value;

/// The key under which a line holds the address of its caller.
const ADDRESS: &str = "address";

/// Puts a file with shortened addresses in the place of this one. A line that cannot be read could
/// hold an address anywhere; it is left out.
pub(super) fn shorten(path: &Path) -> io::Result<()> {
    let made = path.with_extension("short.part");
    let mut to = BufWriter::new(File::create(&made)?);
    for line in BufReader::new(File::open(path)?).split(b'\n') {
        if let Some(line) = shortened(&line?) {
            writeln!(to, "{line}")?;
        }
    }
    to.into_inner()?.sync_all()?;
    fs::rename(made, path.with_extension("short.jsonl"))?;
    fs::remove_file(path)
}

fn shortened(line: &[u8]) -> Option<String> {
    let mut line: Value = serde_json::from_slice(line).ok()?;
    let address = line.get_mut(ADDRESS)?;
    *address = Value::from(part_of(address.as_str().unwrap_or_default()));
    Some(line.to_string())
}

/// An IPv4 address without its last number, an IPv6 address with its first 48 bits.
fn part_of(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(four)) => {
            let [a, b, c, _] = four.octets();
            Ipv4Addr::new(a, b, c, 0).to_string()
        }
        Ok(IpAddr::V6(six)) => Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 80)).to_string(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_18_of_an_address_the_network_stays() {
        for (whole, short) in [
            ("198.51.100.77", "198.51.100.0"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
            ("::ffff:198.51.100.77", "::"),
            ("nonsense", ""),
        ] {
            assert_eq!(part_of(whole), short);
        }
    }
}
