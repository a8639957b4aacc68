import type { Fail } from "../formats/pickle/values";
import { Storage } from "../formats/tensor/storage";
import { Tensor } from "../formats/tensor/tensor";
import { plainBytes } from "../plainBytes";
import { printable } from "../text";
import { decodeJpeg } from "./jpeg/decodeJpeg";
import { checkPictureSize, isPng, type PictureSize, pictureSize } from "./pictureSize";
import type { Pixels } from "./pixels";
import { decodePng } from "./png/decodePng";

/** The pixels of a picture file, decoded each time that they are asked for. */
class PictureStorage extends Storage {
  constructor(
    private readonly read: () => Buffer,
    private readonly size: PictureSize,
    private readonly fail: Fail,
  ) {
    super("uint8", size.width * size.height * 3);
  }

  get origin(): object {
    return this;
  }

  protected viewBytes(start: number, length: number): Uint8Array {
    const { width, height, rgb } = decodePicture(this.read(), this.fail);
    if (width !== this.size.width || height !== this.size.height) {
      this.fail(`of ${width} x ${height} pixels`, `${this.size.width} x ${this.size.height}`);
    }
    return rgb.subarray(start, start + length);
  }

  protected copyBytes(start: number, out: Uint8Array): void {
    out.set(this.viewBytes(start, out.length));
  }

  protected retyped(): Storage {
    return this;
  }
}

/**
 * A PNG or JPEG file as an image whose pixels stay in the file: those of Pillow's
 * `Image.open(file).convert("RGB")`. Only its header is read here.
 *
 * @param folder where the file lies, outside of which nothing is read
 * @param file relative to the folder
 * @returns uint8, [3, H, W]
 * @throws InputError through `fail` if the file cannot be read or anything in it is unsound
 * @example
 * pictureTensor("my-images", "train/0.png", fail).shape; // [3, 32, 32]
 */
export function pictureTensor(folder: string, file: string, fail: Fail): Tensor {
  const failPicture: Fail = (found, expected) => fail(`${printable(file)} ${found}`, expected);
  const read = () => plainBytes(folder, file, fail);
  const size = pictureSize(read());
  if (size === undefined) return fail(`${printable(file)}, no sound picture`, "PNG or JPEG");
  checkPictureSize(size, failPicture);
  const storage = new PictureStorage(read, size, failPicture);
  return new Tensor(storage, 0, [3, size.height, size.width], [1, 3 * size.width, 3]);
}

/**
 * Decodes the bytes of a PNG or JPEG file, whichever they are.
 *
 * @throws InputError through `fail` as `decodePng` and `decodeJpeg`
 * @example
 * decodePicture(readFileSync("0.png"), fail).width; // 32
 */
export function decodePicture(bytes: Buffer, fail: Fail): Pixels {
  if (isPng(bytes)) return decodePng(bytes, fail);
  const isJpeg = bytes.length > 2 && bytes.readUInt16BE(0) === 0xffd8;
  return isJpeg ? decodeJpeg(bytes, fail) : fail("of another kind", "PNG or JPEG");
}
