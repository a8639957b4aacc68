"""The course's files: a state_dict, two pickled datasets, the normalisation."""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import Dataset

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "data" / "make"))
from network import ResNet18  # noqa: E402  the embedded target's own definition, any widths

PUBLISHED = {"mean": [0.2980, 0.2962, 0.2987], "std": [0.2886, 0.2875, 0.2889]}


class TaskDataset(Dataset):
    """One row is (id, image after the transform, label)."""

    def __getitem__(self, index):
        image = self.imgs[index]
        return self.ids[index], image if self.transform is None else self.transform(image), self.labels[index]

    def __len__(self):
        return len(self.ids)


class MembershipDataset(TaskDataset):
    """One row is (id, image, label, membership); -1 where membership is not known."""

    def __getitem__(self, index):
        membership = self.membership[index] if self.membership is not None else None
        return (*super().__getitem__(index), -1 if membership is None else membership)


def read_dataset(path):
    """torch.load; the pickle names its class in __main__, so it is put there."""
    sys.modules["__main__"].MembershipDataset = MembershipDataset
    return torch.load(path, weights_only=False)


def read_model(path):
    """A state_dict of torchvision's ResNet-18, any widths and classes -> the network in eval mode."""
    state = torch.load(path, weights_only=True)
    widths = tuple(state[f"layer{index}.0.conv1.weight"].shape[0] for index in (1, 2, 3, 4))
    model = ResNet18(widths, state["fc.weight"].shape[0], stem=state["conv1.weight"].shape[-1])
    model.load_state_dict(state)
    return model.eval()


def read_normalization(model_path, mean, std):
    """The arguments, else normalization.json beside the model, else the published numbers."""
    if mean and std:
        return {"mean": mean, "std": std}
    beside = Path(model_path).parent / "normalization.json"
    return json.loads(beside.read_text()) if beside.exists() else PUBLISHED


def to_pil_image(tensor):
    """torchvision.transforms.ToPILImage for a float tensor [3, h, w]: times 255, truncated to bytes."""
    return Image.fromarray((tensor.numpy().transpose(1, 2, 0) * 255).astype(np.uint8), "RGB")


def to_tensor(image):
    """torchvision.transforms.ToTensor for an RGB image: float32 [3, h, w] in [0, 1]."""
    pixels = torch.from_numpy(np.array(image, np.uint8, copy=True))
    return pixels.permute(2, 0, 1).contiguous().to(torch.float32).div(255)


class PublishedTransform:
    """ToPILImage, ToTensor, Normalize, one image at a time (torchvision's own steps without importing it)."""

    def __init__(self, mean, std):
        self.mean = torch.tensor(mean).reshape(3, 1, 1)
        self.std = torch.tensor(std).reshape(3, 1, 1)

    def __call__(self, tensor):
        return to_tensor(to_pil_image(tensor)).sub_(self.mean).div_(self.std)
