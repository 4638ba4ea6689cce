"""What the system says when it gives out no file, or takes none."""

from credit_rules.text import Text

_REASONS: dict[type[OSError], str] = {
    FileExistsError: "同名文件已存在",
    FileNotFoundError: "路径不存在",
    IsADirectoryError: "这是一个目录",
    NotADirectoryError: "路径中有一段不是目录",
    PermissionError: "没有权限",
}


def reason(error: OSError) -> Text:
    """Why not, in both languages where it is one of the usual reasons."""
    said = error.strerror or str(error)
    return Text(_REASONS.get(type(error), said), said)
