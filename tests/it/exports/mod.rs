mod command;
mod figures;
mod table;
mod tables;

use table::Table;
