"""The network of a site: its edges, what each host lets through, the matrix of all connections, and packets' ways."""

from closedcircuit.network.edges import (
    Edge,
    as_declared,
    camera_zone,
    connections,
    edges,
    node,
    own_leg,
    reached_at,
    zones,
)
from closedcircuit.network.matrix import Cell, Place, matrix, places
from closedcircuit.network.permits import Permit, permits, useless
from closedcircuit.network.services import PORTS, Port, ports
from closedcircuit.network.ways import Hop, Way, chain, exposures, leaks, ways

__all__ = [
    "PORTS",
    "Cell",
    "Edge",
    "Hop",
    "Permit",
    "Place",
    "Port",
    "Way",
    "as_declared",
    "camera_zone",
    "chain",
    "connections",
    "edges",
    "exposures",
    "leaks",
    "matrix",
    "node",
    "own_leg",
    "permits",
    "places",
    "ports",
    "reached_at",
    "useless",
    "ways",
    "zones",
]
