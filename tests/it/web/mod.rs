mod compress;
mod limits;
mod pages;
mod probes;
mod system;
