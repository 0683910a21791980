package io.selvage.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The gateway as a process: data plane on {@code server.port}, management on
 * {@code management.server.port}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayApplication {

	/**
	 * Starts the gateway.
	 * @param arguments settings such as {@code --server.port=8080}
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(GatewayApplication.class, arguments);
	}

}
