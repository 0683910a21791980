package io.selvage.reliability.process;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Spring Cloud Gateway as it comes, with one route, with or without its {@code Retry}
 * filter. It is started with a class path that holds neither this gateway nor the
 * actuator.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainGateway {

	/**
	 * Starts the gateway.
	 * @param args Spring's arguments, {@code --upstream} (a URL, {@code lb:} too) and
	 * {@code --retries} (0: no filter)
	 */
	public static void main(String[] args) {
		SpringApplication.run(PlainGateway.class, args);
	}

	@Bean
	RouteLocator route(RouteLocatorBuilder routes, @Value("${upstream}") String upstream,
			@Value("${retries:0}") int retries) {
		return routes.routes()
			.route("only",
					(route) -> (retries > 0) ? route.path("/**")
						.filters((filters) -> filters.retry((retry) -> retry.setRetries(retries)
							.setMethods(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE)))
						.uri(upstream) : route.path("/**").uri(upstream))
			.build();
	}

}
