export { type PicturedSet, type SpriteOptions, type Sprites, sprites } from "./sprites";
