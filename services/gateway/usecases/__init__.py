"""One function per RPC, received message or loop step; each opens its one transaction."""
