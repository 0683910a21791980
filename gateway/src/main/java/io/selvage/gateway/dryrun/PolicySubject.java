package io.selvage.gateway.dryrun;

import java.util.EnumMap;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;

/**
 * What is tried: the documents of an operation.
 *
 * @param documents the document of each scope that has one
 * @param environment what they may refer to
 * @param api the API
 * @param operation the operation
 */
public record PolicySubject(Map<PolicyScope, PolicySource> documents, PolicyEnvironment environment, ApiInfo api,
		OperationInfo operation) {

	/**
	 * A document on its own, for an operation that takes any request.
	 * @param scope the scope it is for
	 * @param source the document
	 * @param environment what it may refer to
	 * @return the subject
	 */
	public static PolicySubject alone(PolicyScope scope, PolicySource source, PolicyEnvironment environment) {
		return new PolicySubject(Map.of(scope, source), environment, SampleContext.API, SampleContext.OPERATION);
	}

	/**
	 * No document yet, for an operation that takes any request.
	 * @param environment what documents may refer to
	 * @return the subject
	 */
	public static PolicySubject empty(PolicyEnvironment environment) {
		return new PolicySubject(Map.of(), environment, SampleContext.API, SampleContext.OPERATION);
	}

	/**
	 * Puts a document in the place of another.
	 * @param scope the scope it is for
	 * @param source the document
	 * @return the subject with it
	 */
	public PolicySubject with(PolicyScope scope, PolicySource source) {
		Map<PolicyScope, PolicySource> changed = new EnumMap<>(PolicyScope.class);
		changed.putAll(this.documents);
		changed.put(scope, source);
		return new PolicySubject(changed, this.environment, this.api, this.operation);
	}

}
