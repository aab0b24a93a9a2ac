export { lowerIsOfType, lowerMethodCallOnType, lowerTreat } from '../objects/expressions.js';
