"""Trains the sentence encoder further, from the one that is there: texts that mean the same come nearer to each other than to others.

    python scripts/encoder/train.py TEXTS ENCODER TOKENIZER OUT MINUTES

TEXTS is what `texts.py` wrote, ENCODER and OUT are ONNX files with int8 weights. Each step takes two texts of some ways of asking, and two
descriptions of some concepts, and contrasts them within the batch. Runs on a GPU where there is one; on two cores a step takes about 1.3 s.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

PAD, MOST_TOKENS, HEADS, POSITIONS = 1, 48, 12, 130
WAYS, CONCEPTS = 14, 12
"""So many groups of each kind are in a batch."""
PLAIN_SHARE = 0.4
"""Of ways of asking always the pattern is taken, and this often also the text as it is."""
TEMPERATURE, CONCEPT_WEIGHT = 0.07, 0.7
RATE, WARM_UP, LEAST_RATE = 4e-5, 0.05, 1e-6
FROZEN_LAYERS = 2
SEED = 0


def model_of(path: str) -> BertModel:
    """The model of an ONNX file that `export` wrote, with its weights as floats again."""
    graph = onnx.load(path).graph
    arrays = {found.name: numpy_helper.to_array(found) for found in graph.initializer}
    state = {name.partition(".")[2]: value for name, value in arrays.items() if name.count(".") and "_" not in name.rpartition(".")[2]}
    for name in arrays:
        if name.endswith(".weight_quantized"):
            state[name.partition(".")[2].removesuffix("_quantized")] = _floats(arrays, name.removesuffix("_quantized"))
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            inside = node.name.split("/")[2:-1]
            state[".".join([*inside, "weight"])] = _floats(arrays, node.input[1].removesuffix("_quantized")).T
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layer."))
    vocabulary, width = state["embeddings.word_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=HEADS,
        intermediate_size=4 * width,
        max_position_embeddings=POSITIONS,
        type_vocab_size=1,
        pad_token_id=PAD,
        hidden_dropout_prob=0.05,
        attention_probs_dropout_prob=0.05,
        attn_implementation="eager",
    )
    model = BertModel(config, add_pooling_layer=False)
    missing = model.load_state_dict({name: torch.tensor(np.array(value, dtype=np.float32)) for name, value in state.items()}, strict=False)
    if missing.missing_keys:
        raise SystemExit(f"{path} lacks {', '.join(missing.missing_keys)}")
    return model


def _floats(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    values, scale, zero = arrays[f"{name}_quantized"], arrays[f"{name}_scale"], arrays[f"{name}_zero_point"]
    return (values.astype(np.float32) - zero.astype(np.float32)) * scale


class Encoder(torch.nn.Module):
    """The mean of the tokens of a text as a vector of length 1, and the tokens."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.m = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Both for a batch."""
        tokens = self.m(input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask[..., None].float()
        mean = (tokens * weights).sum(1) / weights.sum(1)
        return mean / mean.norm(dim=1, keepdim=True), tokens


def batch_of(texts: list[str], tokenizer: Tokenizer) -> tuple[torch.Tensor, torch.Tensor]:
    """The pieces of texts, and which of them count."""
    ids = [tokenizer.encode(text).ids for text in texts]
    rows = torch.full((len(ids), max(map(len, ids))), PAD, dtype=torch.long)
    for row, found in enumerate(ids):
        rows[row, : len(found)] = torch.tensor(found)
    return rows, (rows != PAD).long()


def contrast(vectors: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
    """How much less likely than certain it is that the nearest of a text is of its own group."""
    likeness = vectors @ vectors.T / TEMPERATURE
    itself = torch.eye(len(vectors), dtype=torch.bool, device=vectors.device)
    same = (groups[:, None] == groups[None]) & ~itself
    likely = F.log_softmax(likeness.masked_fill(itself, -1e4), 1)
    there = same.any(1)
    return -((likely * same).sum(1)[there] / same.sum(1)[there]).mean()


def sample(ways: list[list[tuple[str, str]]], weights: np.ndarray, concepts: list[list[str]]) -> tuple[list[str], list[int], int]:
    """Texts with their groups, those of ways of asking first, and how many these are."""
    texts: list[str] = []
    groups: list[int] = []
    for way in np.random.choice(len(ways), WAYS, replace=False, p=weights):
        for plain, pattern in random.sample(ways[way], 2):
            for text in (pattern, plain)[: 1 + (random.random() < PLAIN_SHARE)]:  # noqa: S311 - no secret
                texts.append(text)
                groups.append(int(way))
    size = len(texts)
    for concept in random.sample(range(len(concepts)), CONCEPTS):
        for text in random.sample(concepts[concept], 2):
            texts.append(text)
            groups.append(len(ways) + concept)
    return texts, groups, size


def trained(model: BertModel, content: dict[str, list], tokenizer: Tokenizer, seconds: float) -> Encoder:
    """The encoder after so many seconds."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    encoder = Encoder(model).to(device).train()
    for name, parameter in model.named_parameters():
        if name.startswith(("embeddings", *(f"encoder.layer.{layer}." for layer in range(FROZEN_LAYERS)))):
            parameter.requires_grad = False
    ways = [way for way in content["ways"] if len(way) > 1]
    weights = np.sqrt([len(way) for way in ways])
    concepts = [texts for texts in content["concepts"] if len(texts) > 1]
    optimizer = torch.optim.AdamW([one for one in model.parameters() if one.requires_grad], lr=RATE, weight_decay=0.01)
    start, losses = time.monotonic(), []
    while (done := (time.monotonic() - start) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, done / WARM_UP) * (1 - done) + LEAST_RATE
        texts, groups, size = sample(ways, weights / weights.sum(), concepts)
        ids, mask = batch_of(texts, tokenizer)
        vectors, _ = encoder(ids.to(device), mask.to(device))
        of = torch.tensor(groups, device=device)
        loss = contrast(vectors[:size], of[:size]) + CONCEPT_WEIGHT * contrast(vectors[size:], of[size:])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss))
        if len(losses) % 50 == 0:
            print(f"{len(losses)} steps, {time.monotonic() - start:.0f} s, loss {np.mean(losses[-50:]):.3f}", flush=True)
    return encoder.cpu().eval()


def export(encoder: Encoder, path: str) -> None:
    """Write an encoder as ONNX with int8 weights."""
    whole = str(Path(path).with_suffix(".float.onnx"))
    ids = torch.randint(5, 1000, (1, 20))
    axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask", "tokens")}
    torch.onnx.export(
        encoder,
        (ids, torch.ones_like(ids)),
        whole,
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence", "tokens"],
        dynamic_axes={**axes, "sentence": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    Path(whole).unlink()


def main() -> None:
    """Train and export."""
    texts, encoder, tokenizer_file, out, minutes = sys.argv[1:]
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(tokenizer_file)
    tokenizer.enable_truncation(MOST_TOKENS)
    content = json.loads(Path(texts).read_text(encoding="utf-8"))
    export(trained(model_of(encoder), content, tokenizer, 60 * float(minutes)), out)


if __name__ == "__main__":
    main()
