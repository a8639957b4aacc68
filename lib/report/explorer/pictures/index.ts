export { type OpenSources, openSources, type Places } from "./openSources";
export {
  type PicturedRun,
  type PictureSource,
  type PictureSources,
  picturedRun,
} from "./runPictures";
