mod limits;
mod pages;
mod probes;
