mod command;
mod figures;
mod outcome;
mod set_aside;
mod table;
mod tables;

use table::Table;
