"""What both programs share: the columns, and one timed run for each line of input."""
import json
import sys
import time

import numpy as np

ORGANISATIONS, STRATA, WHOLE = 476, 4, 27720


def load():
    return {name: np.load(f"{sys.argv[1]}/{name}.npy") for name in ("organisation", "stratum", "months", "cents", "risk")}


def serve(work):
    """work() returns rows of group, rows, months, cents within, months above, risk × months; and the threshold of each stratum."""
    for _ in sys.stdin:
        start = time.perf_counter()
        groups, thresholds = work()
        taken = 1000 * (time.perf_counter() - start)
        print(json.dumps({"ms": taken, "groups": np.asarray(groups).tolist(), "thresholds": np.asarray(thresholds).tolist()}), flush=True)
