//! Files go through the real child process, as in the site.

#[cfg(test)]
mod asking;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod fates;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod mending;
#[cfg(test)]
mod older;
#[cfg(test)]
mod walls;
