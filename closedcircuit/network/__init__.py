"""The network of a site: its edges, what each host lets through, the matrix of all connections, and packets' ways."""

from closedcircuit.network.edges import Edge, as_declared, connections, edges, node, reached_at, zones
from closedcircuit.network.matrix import Cell, Place, matrix, places
from closedcircuit.network.permits import Permit, permits
from closedcircuit.network.services import PORTS, Port, ports

__all__ = [
    "PORTS",
    "Cell",
    "Edge",
    "Permit",
    "Place",
    "Port",
    "as_declared",
    "connections",
    "edges",
    "matrix",
    "node",
    "permits",
    "places",
    "ports",
    "reached_at",
    "zones",
]
