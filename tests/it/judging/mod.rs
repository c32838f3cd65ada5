mod assigning;
mod inviting;
mod rounds;
mod scoring;
