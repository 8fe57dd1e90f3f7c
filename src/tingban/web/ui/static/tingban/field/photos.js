// A photo is made small before it is kept. Drawn anew it loses what the camera wrote, so the
// moment is read first and kept beside it. A small JPEG stays as it is, the camera's words inside.
const field = (globalThis.tingbanField ??= {});
const EDGE = 2000;
const SMALL = 1 << 20;
const FACE = 200;

// The entries of one table of EXIF: tag → where its value stands.
function entries(view, base, table, little) {
  const found = new Map();
  for (let n = view.getUint16(table, little), at = table + 2; n > 0; n -= 1, at += 12) {
    found.set(view.getUint16(at, little), at + 8);
  }
  return { at: (tag) => found.get(tag), to: (tag) => base + view.getUint32(found.get(tag), little) };
}

function moment(view, base) {
  const little = view.getUint16(base) === 0x4949;
  const text = (from, length) => String.fromCharCode(...new Uint8Array(view.buffer, from, length));
  const first = entries(view, base, base + view.getUint32(base + 4, little), little);
  if (!first.at(0x8769)) return "";
  const camera = entries(view, base, first.to(0x8769), little);
  if (!camera.at(0x9003)) return "";
  const [day, time] = text(camera.to(0x9003), 19).split(" ");
  const zone = camera.at(0x9011) ? text(camera.to(0x9011), 6) : "";
  return `${day.replaceAll(":", "-")}T${time}${/^[+-]\d\d:\d\d$/.test(zone) ? zone : ""}`;
}

async function takenAt(file) {
  const otherwise = new Date(file.lastModified).toISOString();
  try {
    const view = new DataView(await file.slice(0, 1 << 17).arrayBuffer());
    for (let at = 2; view.getUint16(at) >> 8 === 0xff && view.getUint16(at) !== 0xffda; ) {
      const isExif = view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif) return moment(view, at + 10) || otherwise;
      at += 2 + view.getUint16(at + 2);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return otherwise;
}

function drawn(image, edge) {
  const scale = Math.min(1, edge / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// A file as it is kept; one that cannot be opened here is kept whole, and the server says why.
field.shrink = async (file) => {
  let image;
  try {
    image = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return { blob: file, taken: "", face: "" };
  }
  const face = drawn(image, FACE).toDataURL("image/jpeg", 0.7);
  if (file.type === "image/jpeg" && file.size <= SMALL && Math.max(image.width, image.height) <= EDGE) {
    return { blob: file, taken: "", face };
  }
  const canvas = drawn(image, EDGE);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return { blob, taken: await takenAt(file), face };
};
