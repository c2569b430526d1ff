//! Where a request comes from, through proxies that are trusted to say so.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// The address of the client: that of the peer, unless it is a proxy of ours;
/// then the last that it names and is none.
pub(super) fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let named = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let named: Vec<&str> = named.flat_map(|value| value.split(',')).map(str::trim).collect();
    for text in named.iter().rev() {
        match text.parse::<IpAddr>() {
            Ok(address) if proxies.contains(&address) => {}
            Ok(address) => return address,
            // What stands before something unreadable is anybody's word.
            Err(_) => return peer,
        }
    }
    peer
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_proxies_are_believed() {
        let at = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = [at("10.0.0.1"), at("10.0.0.2")];
        let read = |peer: &str, forwarded: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
            client(at(peer), &headers, &proxies)
        };
        assert_eq!(read("192.0.2.7", "198.51.100.1"), at("192.0.2.7"));
        assert_eq!(read("10.0.0.1", "198.51.100.1"), at("198.51.100.1"));
        assert_eq!(read("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2"), at("198.51.100.1"));
        assert_eq!(read("10.0.0.1", "198.51.100.1, nonsense"), at("10.0.0.1"));
        assert_eq!(client(at("10.0.0.1"), &HeaderMap::new(), &proxies), at("10.0.0.1"));
    }
}
