"""Rasa component: Rasa's logistic regression with a regularisation that suits a few hundred short examples, and a fast prediction.

scikit-learn copies the whole weight matrix at each prediction of a sparse row; here only the weights of the features that a message
has are read.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """`C` is the inverse strength of regularisation; Rasa's own component has no option for it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's defaults, and C."""
        return {**LogisticRegressionClassifier.get_default_config(), "C": 1.0}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf.set_params(C=self.config["C"])
        self._weights: np.ndarray | None = None

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the likeliest intent of each message and the ranking, as Rasa's own component does."""
        if self._weights is None:
            self._weights = np.ascontiguousarray(self.clf.coef_.T)
        for message in messages:
            sparse = message.get_sparse_features(attribute=TEXT)[1]
            row = csr_matrix(sparse.features)
            scores = row.data @ self._weights[row.indices] + self.clf.intercept_
            dense = message.get_dense_features(attribute=TEXT)[1]
            if dense is not None:  # behind the sparse ones, as Rasa's component puts them in training
                scores += np.asarray(dense.features)[0] @ self._weights[row.shape[1] :]
            confidences = np.exp(scores - scores.max())
            confidences /= confidences.sum()
            order = np.argsort(-confidences, kind="stable")
            ranking = [{"name": str(self.clf.classes_[index]), "confidence": float(confidences[index])} for index in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[: self.config["ranking_length"]], add_to_output=True)
        return messages
