// tslab does not wait for a send to finish before the next, and ZeroMQ refuses overlapping sends:
// a cell with some 500 console.log calls lost output and its own "idle" status, so that whoever
// waited for it waited for ever. Sends are queued here, one after the other.
const zmq = require("zeromq");

function withQueuedSends(Socket) {
  return class extends Socket {
    #last = Promise.resolve();

    constructor(options) {
      super({ ...options, sendHighWaterMark: 0 });
    }

    send(message) {
      const sent = this.#last.then(() => (this.closed ? undefined : super.send(message)));
      this.#last = sent.catch(() => {});
      return this.#last;
    }

    /** Fulfils once all that was to be sent is with ZeroMQ, which keeps the process until it is out. */
    sent() {
      return this.#last;
    }
  };
}

for (const name of ["Publisher", "Router"]) {
  Object.defineProperty(zmq, name, { value: withQueuedSends(zmq[name]), enumerable: true });
}
