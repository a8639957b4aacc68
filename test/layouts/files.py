"""What the layouts are made of: a narrow ResNet, a few images, and ways to spoil or repack a zip file."""

import importlib
import re
import sys
import zipfile

import torch
from torch import nn


def import_resnet():
    """A torchvision wheel without its compiled operators still has the models: declare those it names."""
    library = None
    while True:
        try:
            return library, importlib.import_module("torchvision.models.resnet")
        except RuntimeError as error:
            missing = re.search(r"operator torchvision::(\w+) does not exist", str(error))
            if not missing:
                raise
            library = library or torch.library.Library("torchvision", "FRAGMENT")
            library.define(f"{missing[1]}(Tensor a) -> Tensor")
            for name in [name for name in sys.modules if name.startswith("torchvision")]:
                del sys.modules[name]


LIBRARY, resnet = import_resnet()
MEAN, STD = [0.2980, 0.2962, 0.2987], [0.2886, 0.2875, 0.2889]


class Narrow(resnet.ResNet):
    """torchvision's ResNet-18 with a 3x3 stem and few channels."""

    def __init__(self, widths=(8, 12, 16, 20), classes=10):
        super().__init__(resnet.BasicBlock, [2, 2, 2, 2], num_classes=classes)
        self.inplanes = widths[0]
        self.conv1 = nn.Conv2d(3, widths[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        self.maxpool = nn.Identity()
        for stage, width in enumerate(widths):
            layer = self._make_layer(resnet.BasicBlock, width, 2, stride=1 if stage == 0 else 2)
            setattr(self, f"layer{stage + 1}", layer)
        self.fc = nn.Linear(widths[3], classes)


def network():
    torch.manual_seed(11)
    model = Narrow()
    model.train()
    with torch.no_grad():
        for _ in range(5):
            model(torch.randn(32, 3, 32, 32))
    return model.eval()


def images(count=24):
    """Bytes as float32, and the last eight anywhere between."""
    generator = torch.Generator().manual_seed(12)
    values = torch.randint(0, 256, (count, 3, 32, 32), generator=generator).float() / 255
    values[-8:] = torch.rand((8, 3, 32, 32), generator=generator)
    return values


def as_bytes(image):
    """What torchvision's ToPILImage makes of an image [C, H, W]."""
    return image.mul(255).byte() if image.is_floating_point() else image


def logits(state, pictures):
    """torch's own, after the published round trip to bytes."""
    model = Narrow()
    model.load_state_dict(state, strict=True)
    mean, std = [torch.tensor(numbers)[:, None, None] for numbers in (MEAN, STD)]
    with torch.no_grad():
        return model.eval()((as_bytes(pictures).float() / 255 - mean) / std)


def repack(path, **options):
    """The file's zip entries once more: deflated, in another folder, as options say."""
    with zipfile.ZipFile(path) as archive:
        entries = [(item.filename.split("/", 1)[1], archive.read(item)) for item in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries:
            with archive.open(deflated(f"b c/{name}"), "w", **options) as entry:
                entry.write(data)


def deflated(name):
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def spoil(path):
    """One bit of the last storage, so that its CRC no longer holds."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        item = [item for item in archive.infolist() if "/data/" in item.filename][-1]
    data[item.header_offset + 30 + len(item.filename) + 60] ^= 1
    path.write_bytes(data)
