//! The sync door as apps see it: requests in, answers out, with everything behind it but a network.
//! Numbers in names of tests are those of the sharp edges in `docs/protocol`.

#[cfg(test)]
mod edges;
#[cfg(test)]
mod media;
#[cfg(test)]
mod meta;
#[cfg(test)]
mod old_apps;
#[cfg(test)]
mod one_way;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod site;
#[cfg(test)]
mod syncing;
