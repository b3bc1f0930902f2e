//! The server, asked as readers, widgets and other servers ask it.
