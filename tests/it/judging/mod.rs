mod assigning;
mod files;
mod inviting;
mod rounds;
mod scoring;
