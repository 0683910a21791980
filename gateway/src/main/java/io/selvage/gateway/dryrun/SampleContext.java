package io.selvage.gateway.dryrun;

import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;

/**
 * Makes the context of a sample request that belongs to no API of the catalog.
 */
public final class SampleContext {

	/** The API of a sample: at the root, with a backend of its own. */
	public static final ApiInfo API = new ApiInfo("sample-api", "Sample API", "", "1", null, true,
			MessageUrl.parse("http://backend.example/"), List.of("https"), "Ocp-Apim-Subscription-Key",
			"subscription-key");

	/** The operation of a sample: any method and path. */
	public static final OperationInfo OPERATION = new OperationInfo("sample-operation", "*", "Sample operation", "/*");

	private static final DeploymentInfo DEPLOYMENT = new DeploymentInfo("selvage", "local", "managed", true, "dry-run",
			Map.of());

	private SampleContext() {
	}

	/**
	 * Makes a context.
	 * @param request the request
	 * @return a context of {@link #API} and {@link #OPERATION}
	 */
	public static PolicyContext of(GatewayRequest request) {
		return of(request, API, OPERATION);
	}

	/**
	 * Makes a context.
	 * @param request the request
	 * @param api the API it belongs to
	 * @param operation the operation it matched
	 * @return a context without product, subscription and user
	 */
	public static PolicyContext of(GatewayRequest request, ApiInfo api, OperationInfo operation) {
		return new PolicyContext(new PolicyContext.Caller(api, operation, null, null, null), DEPLOYMENT, request);
	}

}
