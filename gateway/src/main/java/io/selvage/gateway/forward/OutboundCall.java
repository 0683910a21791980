package io.selvage.gateway.forward;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;

/**
 * One request that goes out: an attempt makes one, and one more for each redirect it
 * follows.
 *
 * @param execution whose request it is
 * @param endpoint which endpoint the attempt is for
 * @param options the attributes of {@code forward-request}
 * @param transport whose connections are used
 * @param message what is sent
 */
record OutboundCall(PolicyExecution execution, Endpoint endpoint, ForwardOptions options, NettyTransport transport,
		Message message) {

	/**
	 * What is sent.
	 *
	 * @param request its method and header lines
	 * @param url where to
	 * @param body its body
	 */
	record Message(GatewayRequest request, MessageUrl url, OutboundBody body) {
	}

	/**
	 * Tells whether the request is one of gRPC, which needs HTTP/2.
	 * @return true for {@code application/grpc} and its variants, not for gRPC-Web
	 */
	boolean grpc() {
		if (this.message.body.absent()) {
			return false;
		}
		String type = this.message.request.headers().first("content-type");
		return type != null && isGrpc(type);
	}

	static boolean isGrpc(String contentType) {
		String name = "application/grpc";
		if (!contentType.regionMatches(true, 0, name, 0, name.length())) {
			return false;
		}
		return contentType.length() == name.length() || "+; ".indexOf(contentType.charAt(name.length())) >= 0;
	}

}
