package io.selvage.gateway.expression.context;

import java.util.UUID;

import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;

/**
 * Declares {@code context} and the types below it, with the names that the policy
 * expressions page of API Management gives them. All of it is read-only.
 */
public final class ContextModule implements TypeModule {

	private final boolean missingVariableIsNull;

	/**
	 * Creates the module.
	 * @param missingVariableIsNull whether an unknown variable is null or an error
	 */
	public ContextModule(boolean missingVariableIsNull) {
		this.missingVariableIsNull = missingVariableIsNull;
	}

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IProxyRequestContext", PolicyContext.class)
			.property("IApi Api", PolicyContext::api)
			.property("IOperation Operation", ContextModule::operation)
			.property("IProduct Product", (PolicyContext context) -> context.caller().product())
			.property("ISubscription Subscription", (PolicyContext context) -> context.caller().subscription())
			.property("IUser User", (PolicyContext context) -> context.caller().user())
			.property("IDeployment Deployment", PolicyContext::deployment)
			.property("IRequest Request", (PolicyContext context) -> context.request())
			.property("IResponse Response", (PolicyContext context) -> context.response())
			.property("ILastError LastError", (PolicyContext context) -> context.lastError())
			.property("IVariables Variables", (PolicyContext context) -> context.variables())
			.property("Guid RequestId", (PolicyContext context) -> requestId(context))
			.property("DateTime Timestamp", (PolicyContext context) -> DateTime.of(context.timestamp()))
			.property("TimeSpan Elapsed", (PolicyContext context) -> TimeSpan.of(context.elapsed()))
			.property("bool Tracing", (PolicyContext context) -> context.trace() != null)
			.call("void Trace(string message)", ContextModule::trace);
		types.defineInterface("ILastError", LastError.class)
			.property("string Source", LastError::source)
			.property("string Reason", LastError::reason)
			.property("string Message", LastError::message)
			.property("string Scope", LastError::scope)
			.property("string Section", LastError::section)
			.property("string Path", LastError::path)
			.property("string PolicyId", LastError::policyId);
		new VariablesType(this.missingVariableIsNull).register(types);
		new EntityTypes().register(types);
		new UrlType().register(types);
		new MessageTypes().register(types);
		new BodyType().register(types);
	}

	private static UUID requestId(PolicyContext context) {
		return context.requestId();
	}

	private static @Nullable Object trace(Invocation in) {
		PolicyContext context = in.argument(0);
		TraceRecorder trace = context.trace();
		String message = in.<@Nullable String>argument(1);
		if (trace != null && message != null) {
			TraceSection section = (context.lastError() != null) ? TraceSection.ON_ERROR
					: (context.response() != null) ? TraceSection.OUTBOUND : TraceSection.INBOUND;
			trace.add(section, "expression", message);
		}
		return null;
	}

	/** Null for a request that matched no operation. */
	private static @Nullable OperationInfo operation(PolicyContext context) {
		OperationInfo operation = context.operation();
		return (operation != OperationInfo.NONE) ? operation : null;
	}

}
