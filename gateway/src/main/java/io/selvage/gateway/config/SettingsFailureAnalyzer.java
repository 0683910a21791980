package io.selvage.gateway.config;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what is wrong with a setting instead of where in Spring that was noticed: a part
 * of the gateway that cannot be made from its settings throws
 * {@link IllegalArgumentException} with a sentence for the operator.
 */
public final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<BeanInstantiationException> {

	private static final String OURS = "io.selvage.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanInstantiationException failure) {
		Method factory = failure.getConstructingMethod();
		if (factory == null || !factory.getDeclaringClass().getName().startsWith(OURS)
				|| !(failure.getCause() instanceof IllegalArgumentException wrong) || wrong.getMessage() == null) {
			return null;
		}
		return new FailureAnalysis(wrong.getMessage(), "Correct the setting and start again.", failure);
	}

}
