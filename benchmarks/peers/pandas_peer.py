"""pandas, as it is usually written: sort, number and group; whole numbers throughout."""
import numpy as np
import pandas as pd

from columns import STRATA, WHOLE, load, serve

frame = pd.DataFrame(load())


def run():
    members = frame.assign(key=frame.cents * (WHOLE // frame.months.astype(np.int64)))
    ordered = members[["stratum", "key"]].sort_values(["stratum", "key"])
    by_stratum = ordered.groupby("stratum")
    reached = 100 * (by_stratum.cumcount() + 1) >= 99 * by_stratum.key.transform("size")
    thresholds = ordered[reached].groupby("stratum").key.min().reindex(range(STRATA), fill_value=0)
    is_above = members.key > members.stratum.map(thresholds)
    members = members.assign(
        within=members.cents.where(~is_above, 0),
        above=members.months.where(is_above, 0).astype(np.int64),
        risk_months=members.risk.astype(np.int64) * members.months,
        months=members.months.astype(np.int64),
    )
    groups = members.groupby(["organisation", "stratum"]).agg(
        rows=("months", "size"), months=("months", "sum"), within=("within", "sum"), above=("above", "sum"), risk=("risk_months", "sum")
    ).reset_index()
    groups.insert(0, "group", (groups.organisation * STRATA + groups.stratum).astype(np.int64))
    return groups[["group", "rows", "months", "within", "above", "risk"]], thresholds


serve(run)
