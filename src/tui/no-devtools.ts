/** Stands in for `react-devtools-core`, which Ink imports only for debugging and nobody installs. */
const devtools = { initialize: (): void => {}, connectToDevTools: (): void => {} };

export default devtools;
