mod pages;
mod probes;
