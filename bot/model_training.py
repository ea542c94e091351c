"""Training the conversation's model with Rasa."""

from __future__ import annotations

import contextlib
import io
import sys

from bot.logs import quiet
from bot.project import CONFIG, DOMAIN, MODEL, TRAINING, build_if_stale, prepare_environment, record_model
from rules.errors import AdvisorError


def train() -> None:
    """Train the model on the standard and the training data as they are now, and record its state.

    Raises AdvisorError where Rasa did not produce a model.
    """
    prepare_environment()
    build_if_stale()
    quiet()
    from rasa.model_training import train as rasa_train

    MODEL.parent.mkdir(parents=True, exist_ok=True)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        result = rasa_train(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(folder) for folder in TRAINING],
            output=str(MODEL.parent),
            fixed_model_name=MODEL.name.removesuffix(".tar.gz"),
            force_training=True,
        )
    if result.code != 0 or not MODEL.is_file():
        sys.stderr.write(said.getvalue())
        raise AdvisorError("训练没有得到模型：请看上面的提示，改正训练数据或配置后再运行 advisor train")
    record_model()
