"""3,000 slips of the hotline: read and checked, compared with the cases there are, registered."""

import io
import json
import time
from collections.abc import Callable
from typing import Any

from benchmarks import installations

ROWS, REGISTERED = 3_000, 100
_HEADS = ("工单编号", "来电人", "联系电话", "诉求内容", "事发地址", "派单时间", "办结时限")
_SAID = "{matter}。来电人称已多次向物业反映，一直没有人处理，要求尽快核实并给出答复。第{number}件"


def book() -> bytes:
    """One row in ten speaks of a community by name, as long as such texts are."""
    import xlsxwriter

    from benchmarks.worlds import MATTERS

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("转办")
        page.merge_range("A1:G1", "12345政务服务便民热线转办件")
        page.write_row(1, 0, _HEADS)
        for number in range(1, ROWS + 1):
            place = f"锦绣花园{number % 2_000 + 1:06d}期" if number % 10 == 0 else "某小区"
            matter = place + MATTERS[number % len(MATTERS)]
            text = _SAID.format(matter=matter, number=number) * 2
            page.write_row(number + 1, 0, [
                f"GD2024061{number:06d}", f"业主{number}", 13_800_000_000.0 + number, text,
                f"解放路{number}号", "2024.6.17", "5个工作日",
            ])  # fmt: skip
    return file.getvalue()


def main() -> dict[str, Any]:
    """Build the world of S and measure on it."""
    with installations.opened():
        from benchmarks import worlds
        from tingban.actions.exchange import slip_batches, slip_comparing, slip_registering
        from tingban.data.exchange.models import SlipBatch
        from tingban.reads.exchange import slips

        worlds.build(worlds.S)
        actor, at = _clerk()
        told: dict[str, float] = {}
        batch_id = _timed(told, "read_s", lambda: _brought(actor, at))
        batch = SlipBatch.objects.get(pk=batch_id)
        columns = slips.columns_offered(actor, slips.batch(actor, batch_id))
        _timed(told, "read_again_and_checked_s", lambda: slip_batches.choose_slip_columns(
            batch_id=batch_id, columns=columns, actor=actor, at=at
        ))  # fmt: skip
        _timed(told, "compared_s", lambda: slip_comparing.work_off(batch_id=batch_id, at=at))
        _leave(batch_id, slip_registering, actor, at)
        _timed(told, "registered_s", lambda: slip_registering.work_off(batch_id=batch_id, at=at))
        told["registered"] = batch.slips.filter(state="done").count()
        return {"rows": batch.slips.count(), **told}


def _clerk() -> tuple[Any, Any]:
    import random
    from datetime import datetime

    from tingban.data.accounts.models import User
    from tingban.jobs.demo import people
    from tingban.kit.clock import SHANGHAI
    from tingban.reads import accounts

    at = datetime(2024, 6, 18, 10, tzinfo=SHANGHAI)
    people.hire(random.Random(1), "Bench#2024-nobody", at)
    user = User.objects.get(username="shi.jb")
    person = accounts.person(user.pk, on=at.date())
    if person is None:
        raise LookupError(user.username)
    return person.acting(person.open_posts[0], ip=""), at


def _brought(actor: Any, at: Any) -> int:
    from tingban.actions.exchange import slip_batches
    from tingban.actions.exchange.intake import Upload
    from tingban.rules.complaints import Source

    return slip_batches.bring_slips(
        upload=Upload("转办.xlsx", book()), source=Source.HOTLINE_12345, actor=actor, at=at
    )


def _leave(batch_id: int, acts: Any, actor: Any, at: Any) -> None:
    """All but a hundred are left for later, so that the cost of one can be told."""
    later, now = acts.Decision(acts.SlipChoice.LATER), acts.Decision(acts.SlipChoice.REGISTER)
    told = {place: now if place <= REGISTERED else later for place in range(1, ROWS + 1)}
    acts.register_slips(batch_id=batch_id, actor=actor, at=at, decisions=told)


def _timed(told: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    answer = work()
    told[name] = round(time.perf_counter() - began, 2)
    return answer


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
