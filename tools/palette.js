// Reduces a picture to at most 256 colours: the most frequent ones stay, the rest take the nearest.
async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const kept = colours.slice(0, 256).map((it) => [it & 255, (it >> 8) & 255, (it >> 16) & 255]);
  const distance = (colour, [r, g, b]) =>
    ((colour & 255) - r) ** 2 + (((colour >> 8) & 255) - g) ** 2 + (((colour >> 16) & 255) - b) ** 2;
  const places = new Map(colours.map((colour, place) => {
    if (place < 256) return [colour, place];
    let nearest = 0;
    kept.forEach((it, n) => { if (distance(colour, it) < distance(colour, kept[nearest])) nearest = n; });
    return [colour, nearest];
  }));
  let text = "";
  for (const pixel of pixels) text += String.fromCharCode(places.get(pixel));
  return { width: image.width, height: image.height, palette: kept.flat(), pixels: btoa(text) };
}
