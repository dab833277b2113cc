import pytest

pytest.importorskip("starlette", reason="no starlette: pip install 'vaulttool[serve]'")
pytest.importorskip("uvicorn", reason="no uvicorn: pip install 'vaulttool[serve]'")
