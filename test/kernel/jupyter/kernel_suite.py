"""What Jupyter's own test suite for kernels asks, through Jupyter's own client: a line a test.

usage: kernel_suite.py NODE LAUNCHER
"""

import sys
from queue import Empty

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

PATIENCE = 60
client = None


def reply_to(message_id):
    while True:
        message = client.get_shell_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") == message_id:
            return message


def run(code):
    """The reply to a cell, and what was published for it between busy and idle."""
    message_id = client.execute(code)
    outputs = []
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != message_id:
            continue
        outputs.append(message)
        if message["content"].get("execution_state") == "idle":
            break
    assert outputs[0]["content"] == {"execution_state": "busy"}, outputs[0]["content"]
    assert outputs[1]["content"]["code"] == code, outputs[1]["content"]
    return reply_to(message_id), outputs[2:-1]


def of_type(outputs, name):
    return [output["content"] for output in outputs if output["msg_type"] == name]


def kernel_info():
    content = reply_to(client.kernel_info())["content"]
    assert content["status"] == "ok", content
    assert content["language_info"]["name"] == "typescript", content
    assert content["language_info"]["file_extension"] == ".ts", content


def execute_stdout():
    reply, outputs = run('console.log("hello, world");')
    assert reply["content"]["status"] == "ok", reply["content"]
    assert of_type(outputs, "stream") == [{"name": "stdout", "text": "hello, world\n"}], outputs


def execute_stderr():
    reply, outputs = run('console.error("hello, world");')
    assert reply["content"]["status"] == "ok", reply["content"]
    assert of_type(outputs, "stream")[0]["name"] == "stderr", outputs


def execute_result():
    for code, text in [("6 * 7", "42"), ("Promise.resolve([1])", "[ 1 ]")]:
        reply, outputs = run(code)
        assert reply["content"]["status"] == "ok", reply["content"]
        [result] = of_type(outputs, "execute_result")
        assert result["data"] == {"text/plain": text}, result
        assert result["execution_count"] == reply["content"]["execution_count"], result


def display_data():
    reply, outputs = run('import { display } from "tslab"; display.html("<b>x</b>");')
    assert reply["content"]["status"] == "ok", reply["content"]
    [shown] = of_type(outputs, "display_data")
    assert shown["data"] == {"text/html": "<b>x</b>"}, shown


def error():
    reply, outputs = run("throw new RangeError('too far');")
    content = reply["content"]
    assert (content["status"], content["ename"]) == ("error", "RangeError"), content
    assert [output["msg_type"] for output in outputs] == ["error"], outputs


def completion():
    content = reply_to(client.complete("Math.sq"))["content"]
    assert content["status"] == "ok" and "sqrt" in content["matches"], content


def is_complete():
    samples = [("1 + 1", "complete"), ("if (1) {", "incomplete"), ("let 1 = ;", "invalid")]
    for code, status in samples:
        content = reply_to(client.is_complete(code))["content"]
        assert content["status"] == status, (code, content)


def inspect():
    content = reply_to(client.inspect("Math.sqrt", 6))["content"]
    assert content["status"] == "ok" and content["found"], content
    assert "text/plain" in content["data"], content


def restart(manager):
    run("let kept = 1;")
    manager.restart_kernel(now=False)
    client.wait_for_ready(timeout=PATIENCE)
    reply, _ = run("typeof kept;")
    assert reply["content"]["status"] == "error", reply["content"]
    reply, _ = run("1")
    assert reply["content"]["execution_count"] == 2, reply["content"]


def interrupt(manager):
    message_id = client.execute("await new Promise(() => setInterval(() => 0, 10));")
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "execute_input":
            break
    manager.interrupt_kernel()
    content = reply_to(message_id)["content"]
    assert content["ename"] == "Interrupted", content


def main(node, launcher):
    global client
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(
        argv=[node, launcher, "{connection_file}"], language="typescript", interrupt_mode="signal"
    )
    manager.start_kernel()
    failed = 0
    try:
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        tests = [kernel_info, execute_stdout, execute_stderr, execute_result, display_data, error]
        tests += [completion, is_complete, inspect]
        tests += [lambda: restart(manager), lambda: interrupt(manager)]
        for name, test in zip([test.__name__ for test in tests[:-2]] + ["restart", "interrupt"], tests):
            try:
                test()
                print(f"ok {name}")
            except (AssertionError, Empty, ValueError) as problem:
                failed += 1
                print(f"not ok {name}: {problem!r}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return failed


sys.exit(main(*sys.argv[1:]))
