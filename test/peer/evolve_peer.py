# test/peer/evolve_peer.py - the tasks of tools/evolve_bench.c in EGTtools, one thread
#
# One line for each task: its name, millions of steps in a CPU second (the best of three), and the
# share of the first strategy ("-" where EGTtools gives only the state at the end). EGTtools calls a
# comparison of two members a generation. It is GPL and only run here, never linked.
import os

os.environ["OMP_NUM_THREADS"] = "1"

import time

import egttools.games as games
import egttools.numerical as numerical
import egttools.numerical.structure as structure
import numpy as np

TIMES, STEPS = 3, 500_000
HAWKS = [[-0.5, 2.0], [0.0, 0.0]]
TORUS = [[0.0, 1.0], [1.0, 0.0]]


def any_game(size):
    return [[(7 * i + 13 * j) % 10 / 10 for j in range(size)] for i in range(size)]


def mixed(payoffs, size):
    strategies = len(payoffs)
    game = games.Matrix2PlayerGameHolder(strategies, np.array(payoffs, dtype=np.float64))
    process = numerical.PairwiseComparisonNumerical(size, game, 100_000)

    def run(kept=game):  # EGTtools does not keep the game alive itself
        return process.estimate_strategy_distribution(1, STEPS, STEPS // 100, 1.0, 1e-3)[0]

    return run


def torus(payoffs, side):
    links = {}
    for y in range(side):
        for x in range(side):
            links[y * side + x] = [
                y * side + (x + 1) % side,
                y * side + (x - 1) % side,
                (y + 1) % side * side + x,
                (y - 1) % side * side + x,
            ]
    game = games.NormalFormNetworkGame(1, np.array(payoffs))
    network = structure.Network(2, 1.0, 1e-3, links, game, 100_000)
    half = side * side // 2

    def run(kept=(game, links)):
        numerical.NetworkEvolver.evolve(STEPS, np.array([half, side * side - half]), network)
        return None

    return run


def measure(name, task):
    best = 0.0
    for _ in range(TIMES):
        start = time.process_time()
        share = task()
        best = max(best, STEPS / (time.process_time() - start) / 1e6)
    print(name, f"{best:.3f}", "-" if share is None else f"{share:.4f}", flush=True)


measure("mixed-100-2", mixed(HAWKS, 100))
measure("mixed-1000-2", mixed(HAWKS, 1000))
measure("mixed-100-3", mixed(any_game(3), 100))
measure("mixed-100-8", mixed(any_game(8), 100))
measure("torus-32-2", torus(TORUS, 32))
