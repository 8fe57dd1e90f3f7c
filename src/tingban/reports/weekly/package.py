"""The weekly papers in one signed zip: 附件2, 附件3, 周工作简报 and a list of their digests."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tingban.kit.digests import sm3
from tingban.kit.packages import zip_of
from tingban.kit.signing import sign
from tingban.reports.weekly.shapes import Edition

LIST: Final = "清单.json"
SIGNATURE: Final = "签名.json"
READ_ME: Final = "说明.txt"
_PURPOSE: Final = "tingban weekly package"
_HOW: Final = """\
本压缩包为{number}的报送材料，由听办平台生成。

{names}

“清单.json”列出每个文件的 SM3 摘要和数据版次的总摘要。
“签名.json”是对“清单.json”全部字节的签名（{algorithm}），公钥：
{public_key}

核对方法：逐个计算文件的 SM3，与清单比较；再用公钥验证清单的签名。
任何一个字节的改动，都会使核对不通过。
"""


def weekly_package(
    files: Mapping[str, bytes], *, edition: Edition, signed_by: str, at: datetime, secret: str
) -> bytes:
    """A zip of these files by name. `signed_by` is the person who signed the figures."""
    told = {
        "edition": edition.number,
        "edition_digest": edition.digest,
        "as_of": edition.as_of.isoformat(),
        "signed_by": signed_by,
        "made_at": at.isoformat(),
        "files": {name: {"sm3": sm3(data), "bytes": len(data)} for name, data in files.items()},
    }
    listed = json.dumps(told, ensure_ascii=False, indent=1).encode()
    signature = sign(listed, secret=secret, purpose=_PURPOSE)
    how = _HOW.format(
        number=edition.number,
        names="\n".join(f"　　{name}" for name in files),
        algorithm=signature.algorithm,
        public_key=signature.public_key,
    )
    seal = json.dumps(signature.as_json(), indent=1).encode()
    return zip_of({**files, LIST: listed, SIGNATURE: seal, READ_ME: how.encode()})
