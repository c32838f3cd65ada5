mod limits;
mod pages;
mod probes;
mod system;
