package io.selvage.gateway.forward;

import java.util.LinkedHashMap;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaders;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import io.selvage.gateway.trace.TracedMessage;

/**
 * Writes the trace entry about a request that leaves.
 */
final class AttemptTrace {

	private AttemptTrace() {
	}

	static void sent(OutboundCall call, RequestHead head, HttpHeaders headers) {
		TraceRecorder recorder = call.execution().context().trace();
		if (recorder != null) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Request is being forwarded to the backend service. Timeout set to "
					+ call.options().timeout().toSeconds() + " seconds");
			data.put("request", TracedMessage.request(head.request().method(), head.url(), new NettyHeaders(headers),
					head.secretNames()));
			recorder.add(TraceSection.BACKEND, call.endpoint().traceSource(),
					call.execution().secrets().maskData(data));
		}
	}

}
